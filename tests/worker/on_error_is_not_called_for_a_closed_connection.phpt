--TEST--
A refusal is not told about a connection that the callback then closes
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxSendBufferSize = 1;
    $worker->onMessage = function ($conn, $message) {
        fwrite($conn, str_repeat('x', 20000000));
        fwrite($conn, 'refused');
        fclose($conn);
        echo "end of onMessage\n";
    };
    $worker->onError = fn ($conn, $code, $text) => print("not called for a closed one\n");
    $worker->onClose = fn () => print("over\n");
    $worker->start();
    PHP);
echo strlen(raw($server->address, "go\n")), "\n";
echo $server->wait_for_output('over');
$server->stop();
?>
--EXPECT--
20000000
end of onMessage
over
