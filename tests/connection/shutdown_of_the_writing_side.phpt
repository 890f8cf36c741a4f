--TEST--
stream_socket_shutdown(STREAM_SHUT_WR) ends the sending after what was written, and reading goes on
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        if ($message === "end\n") {
            fwrite($conn, str_repeat('x', 3000000));
            var_dump(stream_socket_shutdown($conn, STREAM_SHUT_WR));
            var_dump(@fwrite($conn, 'late'));
        } else {
            echo $message;
        }
    };
    $worker->onClose = fn ($conn) => print("over\n");
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "end\n");
echo strlen(read_all($client)), "\n";
fwrite($client, "still heard\n");
$server->wait_for_output('still');
fclose($client);
echo $server->wait_for_output('over');
$server->stop();
?>
--EXPECT--
3000000
bool(true)
bool(false)
still heard
over
