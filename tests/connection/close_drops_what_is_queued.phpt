--TEST--
close() closes at once; what a callback had queued is lost
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function (Crew\Connection $conn, $message) {
        $conn->send("lost\n");
        $conn->close();
        $conn->close();
        echo json_encode([$conn->localAddress, $conn->pendingBytes]), "\n";
    };
    $worker->onClose = fn ($conn) => print("over\n");
    $worker->start();
    PHP);
var_dump(raw($server->address, "go\n"));
echo $server->wait_for_output('over');
$server->stop();
?>
--EXPECT--
string(0) ""
["",0]
over
