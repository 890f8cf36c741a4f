--TEST--
fclose in onClose, as the notes have it, does nothing more
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $message) => fwrite($conn, $message);
    $worker->onClose = function ($conn) {
        fclose($conn);
        echo "over\n";
    };
    $worker->start();
    PHP);
fclose($server->connect());
$server->wait_for_output('over');
echo raw($server->address, "next\n", 5);
wait_for(fn () => substr_count($server->stdout(), 'over') === 2);
echo substr_count($server->stop(), "\n"), " lines of log\n";
?>
--EXPECT--
next
3 lines of log
