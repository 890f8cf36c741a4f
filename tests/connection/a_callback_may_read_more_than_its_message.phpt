--TEST--
onMessage may read what came after its message
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        fwrite($conn, "ready\n");
        fflush($conn);
        while (($more = fread($conn, 100)) === '') {
            usleep(1000);
        }
        fwrite($conn, trim($message) . ' and ' . $more);
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "first\n");
echo fgets($client);
fwrite($client, "second\n");
echo fgets($client);
fwrite($client, "third\n");
echo fgets($client);
fwrite($client, "fourth\n");
echo fgets($client);
$server->stop();
?>
--EXPECT--
ready
first and second
ready
third and fourth
