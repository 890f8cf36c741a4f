--TEST--
A worker listens on a unix socket and takes it away at the end
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('unix://' . __DIR__ . '/socket');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $message) use ($worker) {
        fwrite($conn, "$worker->localAddress\n$message" . stream_socket_get_name($conn, false) . "\n");
        var_dump(stream_socket_get_name($conn, true)); /* the peer has no name */
        fclose($conn);
    };
    $worker->start();
    PHP);
echo str_replace($server->folder, '', raw($server->address, "hello\n")), $server->stdout();
clearstatcache();
var_dump(filetype($server->address));
$server->stop();
clearstatcache();
var_dump(file_exists($server->address));
?>
--EXPECT--
/socket
hello
/socket
bool(false)
string(6) "socket"
bool(false)
