--TEST--
stream_select() tells when a connection can be written and read
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        $read = [$conn];
        $write = [$conn];
        $except = null;
        echo stream_select($read, $write, $except, 0), ': ', count($read), ' readable, ', count($write), " writable\n";
        fwrite($conn, "more\n");
        fflush($conn);
        $read = [$conn];
        $write = null;
        echo stream_select($read, $write, $except, 10), ': ', fread($conn, 100);
        fwrite($conn, "done\n");
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
echo fgets($client);
fwrite($client, "selected\n");
echo fgets($client);
echo $server->stdout();
$server->stop();
?>
--EXPECT--
more
done
1: 0 readable, 1 writable
1: selected
