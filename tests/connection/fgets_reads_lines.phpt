--TEST--
fgets gives the lines that have come
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onClose = function ($conn) {
        while (($line = fgets($conn)) !== false) {
            echo 'line ', $line;
        }
        var_dump(feof($conn));
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "one\ntwo\nthree\n");
fclose($client);
echo $server->wait_for_output('bool');
$server->stop();
?>
--EXPECT--
line one
line two
line three
bool(true)
