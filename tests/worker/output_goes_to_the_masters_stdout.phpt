--TEST--
echo and print in callbacks go to standard output
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        echo "said $message";
        fwrite(STDERR, "aside: $message");
        fclose($conn);
    };
    $worker->start();
    PHP);
raw($server->address, "hello\n");
echo $server->stdout();
echo $server->wait_for_log('aside'), "\n";
$server->stop();
?>
--EXPECT--
said hello
aside: hello
