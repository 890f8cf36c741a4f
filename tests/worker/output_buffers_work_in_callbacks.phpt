--TEST--
Output buffers work in callbacks; one left open is printed when the worker ends
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        ob_start();
        echo "caught $message";
        fwrite($conn, ob_get_clean());
        if ($message === "leave\n") {
            ob_start();
        }
        echo "printed $message";
    };
    $worker->start();
    PHP);
$client = $server->connect();
foreach (["one\n", "leave\n", "two\n"] as $message) {
    fwrite($client, $message);
    echo fgets($client);
}
echo $server->stdout(), "--\n";
$server->stop();
echo $server->stdout();
?>
--EXPECT--
caught one
caught leave
caught two
printed one
--
printed one
printed leave
printed two
