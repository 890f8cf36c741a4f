--TEST--
stream_socket_shutdown(STREAM_SHUT_RD) ends the reading, and writing goes on
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $held = null;
    $worker->onMessage = function ($conn, $message) use (&$held) {
        if ($message === "deaf\n") {
            $held = $conn;
            stream_socket_shutdown($conn, STREAM_SHUT_RD);
            fwrite($conn, "I am\n");
        } elseif ($message === "tell\n") {
            fwrite($held, "told\n");
            fwrite($conn, "done\n");
        } else {
            echo $message;
        }
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "deaf\n");
echo fgets($client);
fwrite($client, "not heard\n");
echo raw($server->address, "tell\n", 5);
echo fgets($client);
echo $server->stdout();
$server->stop();
?>
--EXPECT--
I am
done
told
