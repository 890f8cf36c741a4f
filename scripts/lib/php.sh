# Which PHP? Sourced by the other scripts; sets variables for them, prints nothing but errors.
# shellcheck shell=sh disable=SC2034
#
# The choice is the variable PHP, a command name or a path, by default `php`. phpize and php-config must belong to the same
# PHP: they are looked for beside it, with the same suffix (php8.4, phpize8.4), so that a machine with several PHPs is safe.

# php_find: sets $php, the binary's absolute path after all symbolic links.
php_find() {
    php=$(command -v "${PHP:-php}" 2>/dev/null) || return 1
    php=$(readlink -f -- "$php")
}

# php_find_tools: sets $phpize and $php_config.
php_find_tools() {
    php_suffix=${php##*/php}
    for php_folder in "${php%/*}" "$(dirname -- "$(command -v "${PHP:-php}")")"; do
        phpize=$php_folder/phpize$php_suffix
        php_config=$php_folder/php-config$php_suffix
        if [ -x "$phpize" ] && [ -x "$php_config" ]; then
            return 0
        fi
    done
    return 1
}

# php_debian_name: the stem of the Debian packages, php8.4 of php8.4-cli. A bare `php` means the system's default.
php_debian_name() {
    if php_find && [ "${php%/*}" = /usr/bin ]; then
        echo "${php##*/}"
    else
        case ${PHP:-php} in
        */*) echo php ;;
        *) echo "${PHP:-php}" ;;
        esac
    fi
}

# php_describe: sets $php_id, which names the binary interface: 8.2.36-20220829, with -zts and -debug where they apply.
# An extension built for one id is never loaded into another.
php_describe() {
    # shellcheck disable=SC2016 # PHP's variables, not the shell's
    php_id=$("$php" -n -r 'ob_start(); phpinfo(INFO_GENERAL); preg_match("/^PHP Extension => (\d+)/m", ob_get_clean(), $m);
        echo PHP_VERSION, "-", $m[1], PHP_ZTS ? "-zts" : "", PHP_DEBUG ? "-debug" : "";')
}
