--TEST--
A metrics address that cannot be had is an exception of start() that names it; the INI setting serves where the property says nothing
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/status.inc';

$other = stream_socket_server('tcp://127.0.0.1:0');
$taken = stream_socket_get_name($other, false);
$code = fn (string $metrics) => <<<PHP
    \$worker = new Crew\Worker('text://127.0.0.1:0');
    \$worker->workerNum = 1;
    \$worker->metrics = $metrics;
    try {
        \$worker->start();
    } catch (Throwable \$e) {
        echo get_class(\$e), ': ', \$e->getMessage(), "\\n";
    }
    PHP;
foreach (["'$taken'", "'nonsense'", "'127.0.0.1:99999'", '9100', 'null'] as $metrics) {
    echo str_replace($taken, 'TAKEN', crew_run($code($metrics)));
}
echo str_replace($taken, 'TAKEN', crew_run($code("''"), ['crew.metrics' => $taken]));
$server = crew_start($code("''"), ['crew.metrics' => '127.0.0.1:0']);
$server->wait_for_log('metrics on http://');
echo get($server, '/livez')[0], "\n";
$server->stop();
?>
--EXPECTF--
Crew\BindException: cannot serve metrics on "TAKEN": TAKEN is in use by %s
Crew\AddressException: cannot serve metrics on "nonsense": expected host:port or [ipv6]:port
Crew\AddressException: cannot serve metrics on "127.0.0.1:99999": the port must be a number from 0 to 65535, "99999" given
TypeError: Crew\Worker::$metrics must be a string, int given
TypeError: Crew\Worker::$metrics must be a string, null given
Crew\BindException: cannot serve metrics on "TAKEN": TAKEN is in use by %s
HTTP/1.1 200 OK
