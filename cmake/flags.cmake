# How everything is compiled: lumbar_flags for all of our own code,
# lumbar_program_flags for what is installed.
include(CheckCCompilerFlag)

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# Broken contracts stop the program in a release too: no NDEBUG.
set(CMAKE_C_FLAGS_DEBUG "-Og -g")
set(CMAKE_C_FLAGS_RELEASE "-O2")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g")

if(LUMBAR_LTO)
  include(CheckIPOSupported)
  check_ipo_supported(RESULT CMAKE_INTERPROCEDURAL_OPTIMIZATION LANGUAGES C)
endif()

add_library(lumbar_flags INTERFACE)
add_library(lumbar_program_flags INTERFACE)

target_compile_definitions(lumbar_flags INTERFACE _GNU_SOURCE)
target_compile_options(lumbar_flags INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wformat=2 -Wundef
  -Wstrict-prototypes -Wmissing-prototypes
  # Builds do not say where they were made.
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
if(LUMBAR_WERROR)
  target_compile_options(lumbar_flags INTERFACE -Werror)
endif()

if(LUMBAR_SANITIZE)
  target_compile_options(lumbar_flags INTERFACE
    -fsanitize=${LUMBAR_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(lumbar_flags INTERFACE -fsanitize=${LUMBAR_SANITIZE})
endif()

# Adds those of the options that the compiler knows.
function(lumbar_harden)
  foreach(option ${ARGN})
    string(MAKE_C_IDENTIFIER "HAVE${option}" have)
    check_c_compiler_flag(${option} ${have})
    if(${have})
      target_compile_options(lumbar_flags INTERFACE ${option})
    endif()
  endforeach()
endfunction()

if(LUMBAR_HARDENED AND NOT LUMBAR_SANITIZE)
  lumbar_harden(
    -fstack-protector-strong
    -fstack-clash-protection
    -fcf-protection
    -ftrivial-auto-var-init=zero
    -fno-strict-overflow)
  # Some compilers come with a value of their own.
  target_compile_options(lumbar_flags INTERFACE
    -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fPIE)
  target_link_options(lumbar_flags INTERFACE
    -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,-z,separate-code)
endif()

# Not for tests: a call that is thrown away would hide a missing symbol.
target_compile_options(lumbar_flags INTERFACE
  -ffunction-sections -fdata-sections)
target_link_options(lumbar_program_flags INTERFACE
  -Wl,--gc-sections -Wl,--as-needed -Wl,-O1)
