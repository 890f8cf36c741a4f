/*
 * crew: the module: its INI settings, its classes, what `php --ri crew` shows, and the bare name Worker.
 */
#include "ext/php_copy.h"
#include "ext/php_crew.h"
#include "ext/php_http.h"
#include "ext/php_incoming.h"
#include "ext/php_overtime.h"

#include "SAPI.h"
#include "ext/standard/info.h"
#include "zend_compile.h"

#include "core/proc/daemon.h"

ZEND_DECLARE_MODULE_GLOBALS(crew)

PHP_INI_BEGIN()
    STD_PHP_INI_BOOLEAN("crew.global_alias", "1", PHP_INI_SYSTEM, OnUpdateBool, global_alias, zend_crew_globals, crew_globals)
    STD_PHP_INI_BOOLEAN("crew.control", "1", PHP_INI_ALL, OnUpdateBool, control, zend_crew_globals, crew_globals)
    PHP_INI_ENTRY("crew.pid_file", "", PHP_INI_ALL, NULL)
    PHP_INI_ENTRY("crew.log_file", "", PHP_INI_ALL, NULL)
    PHP_INI_ENTRY("crew.log_level", "", PHP_INI_ALL, NULL)
    PHP_INI_ENTRY("crew.stdout_file", "", PHP_INI_ALL, NULL)
    STD_PHP_INI_ENTRY("crew.metrics", "", PHP_INI_SYSTEM, OnUpdateString, metrics, zend_crew_globals, crew_globals)
    STD_PHP_INI_ENTRY("crew.runtime_dir", "", PHP_INI_ALL, OnUpdateString, runtime_dir, zend_crew_globals, crew_globals)
PHP_INI_END()

static zend_class_entry *(*crew_autoload_before)(zend_string *name, zend_string *lc_name);

/*
 * The bare name Worker is resolved last: a script's own class is found before autoloading is asked at all, and the script's autoloaders
 * are asked before us. So a script that declares a Worker of its own (the notes' demo3 does) never meets ours.
 */
static zend_class_entry *crew_autoload(zend_string *name, zend_string *lc_name)
{
    zend_class_entry *ce = crew_autoload_before != NULL ? crew_autoload_before(name, lc_name) : NULL;

    if (ce != NULL || EG(exception) != NULL || !CREW_G(global_alias) || !zend_string_equals_literal(lc_name, "worker")) {
        return ce;
    }
    if (!(CG(compiler_options) & ZEND_COMPILE_PRELOAD)) { /* preloading takes every class it finds for one of the script's */
        (void)zend_register_class_alias_ex("Worker", sizeof "Worker" - 1, php_crew_worker_ce, false);
    }
    return php_crew_worker_ce;
}

static PHP_GINIT_FUNCTION(crew)
{
#if defined(COMPILE_DL_CREW) && defined(ZTS)
    ZEND_TSRMLS_CACHE_UPDATE();
#endif
    memset(crew_globals, 0, sizeof *crew_globals);
}

static PHP_MINIT_FUNCTION(crew)
{
    REGISTER_INI_ENTRIES();
    if (strcmp(sapi_module.name, "cli") == 0) {
        crew_daemon_note_inherited();
    }
    crew_load();
    php_crew_error_minit();
    php_crew_mode_minit();
    php_crew_worker_minit();
    php_crew_connection_minit();
    php_crew_protocol_minit();
    php_crew_http_minit();
    php_crew_copy_minit();
    php_crew_overtime_minit();
    crew_autoload_before = zend_autoload;
    zend_autoload = crew_autoload;
    return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(crew)
{
    if (zend_autoload == crew_autoload) {
        zend_autoload = crew_autoload_before;
    }
    php_crew_overtime_mshutdown();
    php_crew_copy_mshutdown();
    UNREGISTER_INI_ENTRIES();
    return SUCCESS;
}

static PHP_RSHUTDOWN_FUNCTION(crew)
{
    php_crew_http_rshutdown();
    php_crew_handle_rshutdown();
    return SUCCESS;
}

/* After the script's last value is gone. */
static ZEND_MODULE_POST_ZEND_DEACTIVATE_D(crew)
{
    php_crew_incoming_free();
    crew_unload();
    return SUCCESS;
}

static PHP_MINFO_FUNCTION(crew)
{
    php_info_print_table_start();
    php_info_print_table_row(2, "Crew, an event-driven socket server", "enabled");
    php_info_print_table_row(2, "version", CREW_VERSION);
    php_info_print_table_row(2, "libevent, compiled with", crew_event_version_compiled());
    php_info_print_table_row(2, "libevent, running with", crew_event_version());
    php_info_print_table_end();
    DISPLAY_INI_ENTRIES();
}

static const zend_module_dep crew_deps[] = {
    ZEND_MOD_REQUIRED("spl")
    ZEND_MOD_REQUIRED("json")
    ZEND_MOD_OPTIONAL("pcntl")
    ZEND_MOD_OPTIONAL("sockets")
    ZEND_MOD_END
};

zend_module_entry crew_module_entry = {
    STANDARD_MODULE_HEADER_EX, NULL, crew_deps,
    "crew", NULL,
    PHP_MINIT(crew), PHP_MSHUTDOWN(crew), NULL, PHP_RSHUTDOWN(crew), PHP_MINFO(crew),
    CREW_VERSION,
    PHP_MODULE_GLOBALS(crew), PHP_GINIT(crew), NULL, ZEND_MODULE_POST_ZEND_DEACTIVATE_N(crew),
    STANDARD_MODULE_PROPERTIES_EX
};

#ifdef COMPILE_DL_CREW
#ifdef ZTS
ZEND_TSRMLS_CACHE_DEFINE()
#endif
ZEND_GET_MODULE(crew)
#endif
