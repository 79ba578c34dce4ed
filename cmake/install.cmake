# What an installation has beside bin/lumbar.
install(DIRECTORY content/ DESTINATION ${CMAKE_INSTALL_DATADIR}/lumbar/content)

foreach(section 1 5 7)
  file(GLOB pages CONFIGURE_DEPENDS docs/*.${section})
  install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()

install(FILES README.md CHANGELOG.md LICENSE LICENSE-CONTENT
  docs/clinical-safety.md docs/security.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The kiosk: nothing of it is started by being installed. Names with .in have
# a path in them.
foreach(file
    systemd/lumbar-kiosk@.service systemd/lumbar-kiosk-serial@.service
    systemd/lumbar-health.service sysusers.d/lumbar.conf
    ssh/lumbar-kiosk.conf kiosk-shell)
  configure_file(assets/${file}.in ${CMAKE_BINARY_DIR}/assets/${file} @ONLY)
endforeach()
install(FILES
  ${CMAKE_BINARY_DIR}/assets/systemd/lumbar-kiosk@.service
  ${CMAKE_BINARY_DIR}/assets/systemd/lumbar-kiosk-serial@.service
  ${CMAKE_BINARY_DIR}/assets/systemd/lumbar-health.service
  assets/systemd/lumbar-health.timer
  DESTINATION lib/systemd/system)
install(FILES ${CMAKE_BINARY_DIR}/assets/sysusers.d/lumbar.conf
  DESTINATION lib/sysusers.d)
install(FILES assets/tmpfiles.d/lumbar.conf DESTINATION lib/tmpfiles.d)
install(PROGRAMS ${CMAKE_BINARY_DIR}/assets/kiosk-shell
  DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/lumbar)
install(FILES assets/kiosk.ini.example
  ${CMAKE_BINARY_DIR}/assets/ssh/lumbar-kiosk.conf
  assets/systemd/serial-getty-autologin.conf
  DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
