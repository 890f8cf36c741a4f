--TEST--
The notes' original demo3 gets its own class under opcache, with and without JIT
--EXTENSIONS--
crew
posix
opcache
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$code = file_get_contents(__DIR__ . '/../support/demo3_original.inc');
[$code] = explode('$worker->start();', $code);
$code .= <<<'PHP'
    $status = opcache_get_status(false);
    echo $status['opcache_enabled'] ? 'opcache' : 'no opcache', $status['jit']['on'] ?? false ? ' with JIT' : '', ': ';
    echo get_class($worker), method_exists($worker, 'monitorWorkers') ? " is the notes' own\n" : " is another\n";
    PHP;
$ini = ['error_reporting' => E_ALL & ~E_DEPRECATED, 'opcache.enable_cli' => 1];
echo crew_run($code, $ini + ['opcache.jit_buffer_size' => 0]);
echo crew_run($code, $ini + ['opcache.jit_buffer_size' => '16M', 'opcache.jit' => 'tracing']);
?>
--EXPECT--
opcache: Worker is the notes' own
opcache with JIT: Worker is the notes' own
