# The libraries of the program, one target each: lumbar_md4c, lumbar_inih,
# lumbar_sqlite3, lumbar_ncursesw. Where an archive is installed it is preferred (fewer files
# to open and map at start-up); libc always stays shared.
find_package(PkgConfig REQUIRED)

option(LUMBAR_STATIC_LIBS "Link third-party archives where there are any" ON)

# lumbar_library(md4c md4c) makes lumbar_md4c from the pkg-config package.
# More names are the archives that must all be there for a static link.
function(lumbar_library name package)
  pkg_check_modules(${name} REQUIRED ${package})
  add_library(lumbar_${name} INTERFACE)
  target_include_directories(lumbar_${name} SYSTEM
    INTERFACE ${${name}_INCLUDE_DIRS})
  set(archives)
  if(LUMBAR_STATIC_LIBS)
    foreach(lib ${ARGN})
      find_library(archive_${lib} NAMES lib${lib}.a
        HINTS ${${name}_LIBRARY_DIRS})
      mark_as_advanced(archive_${lib})
      if(NOT archive_${lib})
        set(archives)
        break()
      endif()
      list(APPEND archives ${archive_${lib}})
    endforeach()
  endif()
  if(archives)
    target_link_libraries(lumbar_${name} INTERFACE ${archives})
  else()
    target_link_directories(lumbar_${name} INTERFACE ${${name}_LIBRARY_DIRS})
    target_link_libraries(lumbar_${name} INTERFACE ${${name}_LIBRARIES})
  endif()
endfunction()

lumbar_library(md4c md4c md4c)
lumbar_library(inih inih inih)
# SQLite is loaded when it is first used; src/visit/store_lib.h tells why.
pkg_check_modules(sqlite3 REQUIRED sqlite3)
add_library(lumbar_sqlite3 INTERFACE)
target_include_directories(lumbar_sqlite3 SYSTEM
  INTERFACE ${sqlite3_INCLUDE_DIRS})
lumbar_library(ncursesw ncursesw ncursesw tinfo)

# Codes to scan, where its header is installed. As SQLite, it is loaded when it
# is first used.
option(LUMBAR_QR "Codes to scan, if there is libqrencode" ON)
add_library(lumbar_qrencode INTERFACE)
if(LUMBAR_QR)
  pkg_check_modules(qrencode IMPORTED_TARGET libqrencode)
  if(qrencode_FOUND)
    target_compile_definitions(lumbar_qrencode INTERFACE LUMBAR_HAVE_QRENCODE)
    target_include_directories(lumbar_qrencode SYSTEM
      INTERFACE ${qrencode_INCLUDE_DIRS})
  else()
    message(STATUS "No libqrencode: codes to scan are left out")
  endif()
endif()

# The sandbox filters system calls where libseccomp is installed.
option(LUMBAR_SECCOMP "Filter system calls with libseccomp, if it is there" ON)
add_library(lumbar_seccomp INTERFACE)
if(LUMBAR_SECCOMP)
  pkg_check_modules(has_seccomp libseccomp)
  if(has_seccomp_FOUND)
    lumbar_library(libseccomp libseccomp seccomp)
    target_link_libraries(lumbar_seccomp INTERFACE lumbar_libseccomp)
    target_compile_definitions(lumbar_seccomp INTERFACE LUMBAR_SECCOMP=1)
  else()
    message(STATUS "No libseccomp: the kiosk's sandbox will not be whole")
  endif()
endif()
