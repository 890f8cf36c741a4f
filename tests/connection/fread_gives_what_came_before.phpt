--TEST--
Without onMessage the bytes wait for fread in a later callback
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $held = null;
    $worker->onConnect = function ($conn) use (&$held) {
        if ($held === null) {
            $held = $conn;
            fwrite($conn, "waiting\n");
        } else {
            fwrite($held, 'got ' . json_encode(fread($held, 3)) . ' ' . json_encode(fread($held, 100)) . ' ' . json_encode(fread($held, 100)) . "\n");
            fclose($conn);
        }
    };
    $worker->start();
    PHP);
$client = $server->connect();
echo fgets($client);
fwrite($client, 'hello');
raw($server->address, '');
echo fgets($client);
$server->stop();
?>
--EXPECT--
waiting
got "hel" "lo" ""
