# What an installation has beside bin/lumbar.
install(DIRECTORY content/ DESTINATION ${CMAKE_INSTALL_DATADIR}/lumbar/content)

foreach(section 1 5 7)
  file(GLOB pages CONFIGURE_DEPENDS docs/*.${section})
  install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()

install(FILES README.md CHANGELOG.md LICENSE LICENSE-CONTENT
  DESTINATION ${CMAKE_INSTALL_DOCDIR})
