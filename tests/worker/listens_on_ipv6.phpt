--TEST--
A worker listens on IPv6
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (!@stream_socket_server('tcp://[::1]:0')) echo 'skip no IPv6 here';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://[::1]:0');
    $worker->workerNum = 1;
    $worker->onConnect = function ($conn) use ($worker) {
        fwrite($conn, "$worker->localAddress\n" . stream_socket_get_name($conn, false) . "\n" . stream_socket_get_name($conn, true) . "\n");
        fclose($conn);
    };
    $worker->start();
    PHP);
echo preg_replace('/:\d+$/m', ':PORT', raw($server->address, ''));
$server->stop();
?>
--EXPECT--
[::1]:PORT
[::1]:PORT
[::1]:PORT
