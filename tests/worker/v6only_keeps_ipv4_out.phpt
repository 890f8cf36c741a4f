--TEST--
ipv6_v6only decides whether a [::] worker takes IPv4 too
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (!@stream_socket_server('tcp://[::1]:0')) echo 'skip no IPv6 here';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

foreach ([0, 1] as $only) {
    $server = crew_start(<<<PHP
        \$worker = new Worker('tcp://[::]:0', ['socket' => ['ipv6_v6only' => $only]]);
        \$worker->workerNum = 1;
        \$worker->start();
        PHP);
    preg_match('/\d+$/', $server->address, $port);
    foreach (['127.0.0.1', '[::1]'] as $host) {
        echo "v6only $only, $host: ", @stream_socket_client("tcp://$host:$port[0]") ? 'taken' : 'refused', "\n";
    }
    $server->stop();
}
?>
--EXPECT--
v6only 0, 127.0.0.1: taken
v6only 0, [::1]: taken
v6only 1, 127.0.0.1: refused
v6only 1, [::1]: taken
