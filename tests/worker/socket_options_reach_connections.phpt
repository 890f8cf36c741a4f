--TEST--
tcp_nodelay and the keep-alive options reach every connection
--EXTENSIONS--
crew
sockets
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$code = <<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0', OPTIONS);
    $worker->workerNum = 1;
    $worker->onConnect = function ($conn) {
        $socket = socket_import_stream($conn);
        foreach ([[SOL_SOCKET, SO_KEEPALIVE], [SOL_TCP, TCP_NODELAY], [SOL_TCP, 4], [SOL_TCP, 5], [SOL_TCP, 6]] as [$level, $option]) {
            fwrite($conn, socket_get_option($socket, $level, $option) . ' ');
        }
        fwrite($conn, "\n");
    };
    $worker->start();
    PHP;
foreach (['null', '["socket" => ["tcp_nodelay" => 0, "so_keepalive" => 0]]',
    '["socket" => ["tcp_nodelay" => true, "tcp_keepidle" => 11, "tcp_keepintvl" => 12, "tcp_keepcnt" => 13]]'] as $options) {
    $server = crew_start(str_replace('OPTIONS', $options, $code));
    [$alive, $nodelay, $idle, $interval, $count] = explode(' ', fgets($server->connect()));
    echo "keep-alive $alive, no delay $nodelay", $options === 'null' || !$alive ? '' : ", $idle $interval $count", "\n";
    $server->stop();
}
?>
--EXPECT--
keep-alive 1, no delay 1
keep-alive 0, no delay 0
keep-alive 1, no delay 1, 11 12 13
