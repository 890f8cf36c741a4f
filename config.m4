dnl Crew's build for phpize, on Linux and other Unixes. Windows has config.w32.
dnl
dnl Which sources are compiled: every core/*/*.c and ext/*.c, so that a new file needs no line here. Only files written for
dnl one platform are told apart, by their suffix: *_linux.c is for Linux, *_posix.c is its stand-in on the other Unixes, and
dnl *_windows.c belongs to config.w32 alone. core/Makefile follows the same rule.
dnl
dnl autoconf sweeps away core dumps (`rm -f core`) after each probe; our folder of that name makes it print a complaint,
dnl "cannot remove 'core': Is a directory", which means nothing.

PHP_ARG_ENABLE([crew],
  [whether to enable Crew],
  [AS_HELP_STRING([--disable-crew], [Leave Crew, the event-driven socket server, out])],
  [yes])

PHP_ARG_ENABLE([crew-werror],
  [whether compiler warnings stop the build of Crew],
  [AS_HELP_STRING([--enable-crew-werror], [Crew: turn compiler warnings into errors (for development)])],
  [no], [no])

PHP_ARG_ENABLE([crew-sanitize],
  [whether to build Crew with sanitizers],
  [AS_HELP_STRING([--enable-crew-sanitize], [Crew: build with AddressSanitizer and UndefinedBehaviorSanitizer (for development)])],
  [no], [no])

if test "$PHP_CREW" != "no"; then
  AC_MSG_CHECKING([whether Crew supports this PHP])
  crew_php_version=$PHP_VERSION_ID
  test -n "$crew_php_version" || crew_php_version=`$PHP_CONFIG --vernum`
  if test "$crew_php_version" -lt 80200; then
    AC_MSG_RESULT([no])
    AC_MSG_ERROR([Crew needs PHP 8.2 or newer; PHP_VERSION_ID here is $crew_php_version.])
  fi
  AC_MSG_RESULT([yes])

  dnl Asked by hand: PKG_CHECK_MODULES comes from a file that not every system's PHP brings along.
  AC_PATH_PROG([PKG_CONFIG], [pkg-config], [no])
  if test "$PKG_CONFIG" = "no"; then
    AC_MSG_ERROR([Crew needs pkg-config to find libevent and zlib.
  Debian/Ubuntu:  apt-get install pkg-config
  Fedora/RHEL:    dnf install pkgconf-pkg-config
  Alpine:         apk add pkgconf
  macOS:          brew install pkgconf])
  fi

  AC_MSG_CHECKING([for libevent 2.1 or newer])
  if $PKG_CONFIG --atleast-version=2.1 libevent_core; then
    CREW_LIBEVENT_VERSION=`$PKG_CONFIG --modversion libevent_core`
    AC_MSG_RESULT([$CREW_LIBEVENT_VERSION])
  else
    AC_MSG_RESULT([no])
    AC_MSG_ERROR([Crew needs libevent 2.1 or newer (pkg-config did not find libevent_core).
  Debian/Ubuntu:  apt-get install libevent-dev
  Fedora/RHEL:    dnf install libevent-devel
  Alpine:         apk add libevent-dev
  macOS:          brew install libevent
If it is installed elsewhere, set PKG_CONFIG_PATH to the folder that holds libevent_core.pc.])
  fi
  AC_MSG_CHECKING([for zlib])
  if $PKG_CONFIG --exists zlib; then
    AC_MSG_RESULT([`$PKG_CONFIG --modversion zlib`])
  else
    AC_MSG_RESULT([no])
    AC_MSG_ERROR([Crew needs zlib (pkg-config did not find it).
  Debian/Ubuntu:  apt-get install zlib1g-dev
  Fedora/RHEL:    dnf install zlib-devel
  Alpine:         apk add zlib-dev
  macOS:          brew install zlib])
  fi
  PHP_EVAL_INCLINE([`$PKG_CONFIG --cflags zlib`])
  PHP_EVAL_LIBLINE([`$PKG_CONFIG --libs zlib`], [CREW_SHARED_LIBADD])
  PHP_EVAL_INCLINE([`$PKG_CONFIG --cflags libevent_core`])
  PHP_EVAL_LIBLINE([`$PKG_CONFIG --libs libevent_core`], [CREW_SHARED_LIBADD])
  PHP_SUBST([CREW_SHARED_LIBADD])

  case $host_alias in
    *linux*) crew_foreign='*_posix.c' ;;
    *) crew_foreign='*_linux.c' ;;
  esac
  crew_sources=
  for crew_file in `cd PHP_EXT_SRCDIR([crew]) && echo core/*/*.c ext/*.c`; do
    case $crew_file in
      *_windows.c | $crew_foreign) ;;
      *) crew_sources="$crew_sources $crew_file" ;;
    esac
  done

  dnl PHP's macros for methods leave parameters unused, so that warning would only be noise. Flags given here reach our own
  dnl files and nothing else.
  crew_cflags="-std=gnu11 -D_GNU_SOURCE -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 -fvisibility=hidden -Wall -Wextra -Wno-unused-parameter"
  if test "$PHP_CREW_WERROR" = "yes"; then
    crew_cflags="$crew_cflags -Werror"
  fi
  dnl The run-time libraries of the sanitizers are preloaded by scripts/test, so nothing is added to the link.
  if test "$PHP_CREW_SANITIZE" = "yes"; then
    crew_cflags="$crew_cflags -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined"
  fi

  PHP_NEW_EXTENSION([crew], [$crew_sources], [$ext_shared],, [$crew_cflags])
  PHP_ADD_INCLUDE([$ext_srcdir])
  for crew_folder in ext core/base core/proto core/net core/proc; do
    PHP_ADD_BUILD_DIR([$ext_builddir/$crew_folder])
  done
fi
