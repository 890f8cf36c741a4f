--TEST--
reusePort opens one listening socket a worker; without it all share one
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$listening = function ($server) {
    $port = sprintf('%04X', explode(':', $server->address)[1]);
    return count(preg_grep("/^ *\d+: [0-9A-F]+:$port [0-9A-F]+:0000 0A /", file('/proc/net/tcp')));
};
foreach (['$worker->reusePort = true', '$worker->reusePort = 1', '$worker->reusePort = false', '$worker->reusePort = 0'] as $code) {
    $server = crew_start(<<<PHP
        \$worker = new Worker('tcp://127.0.0.1:0');
        \$worker->workerNum = 3;
        $code;
        \$worker->onConnect = fn (\$conn) => fwrite(\$conn, "hello\n");
        \$worker->start();
        PHP);
    echo "$code: ", $listening($server), ', ', raw($server->address, '', 6);
    $server->stop();
}
$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0', ['socket' => ['so_reuseport' => 0]]);
    $worker->workerNum = 3;
    $worker->start();
    PHP);
echo 'so_reuseport 0: ', $listening($server), "\n";
$server->stop();
?>
--EXPECT--
$worker->reusePort = true: 3, hello
$worker->reusePort = 1: 3, hello
$worker->reusePort = false: 1, hello
$worker->reusePort = 0: 1, hello
so_reuseport 0: 1
