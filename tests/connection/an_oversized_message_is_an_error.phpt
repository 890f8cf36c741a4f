--TEST--
A message above maxPackageSize is told to onError and ends the connection
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxPackageSize = 10;
    $worker->onMessage = fn ($conn, $line) => $conn->send("got $line");
    $worker->onError = function ($conn, $code, $text) {
        echo get_class($conn), ': ', $code === Crew\Connection::ERROR_TOO_LARGE ? 'ERROR_TOO_LARGE' : $code, ": $text\n";
    };
    $worker->onClose = fn () => print("over\n");
    $worker->start();
    PHP);
echo raw($server->address, "0123456789\n0123456789A\nnot read\n");
echo $server->wait_for_output('over');
$server->stop();
?>
--EXPECT--
got 0123456789
Crew\Connection: ERROR_TOO_LARGE: the message is larger than allowed
over
