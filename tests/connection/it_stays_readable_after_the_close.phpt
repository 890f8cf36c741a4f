--TEST--
A connection object that is kept stays readable after the close and refuses to send
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $kept = null;
    $worker->onConnect = function (Crew\Connection $conn) use (&$kept) {
        if ($kept === null) {
            $kept = $conn;
            $conn->context = 'mine';
            return;
        }
        echo preg_replace('/(127.0.0.1):\d+/', '$1:PORT', json_encode($kept)), "\n";
        var_dump($kept->send('late'), $kept->stream());
        $kept->end('late');
        $kept->close();
        $kept->pauseRecv();
        $kept->resumeRecv();
        try {
            $kept->pipe($conn);
        } catch (Crew\Exception $e) {
            echo $e->getMessage(), "\n";
        }
        $conn->close();
    };
    $worker->onMessage = fn (Crew\Connection $conn) => $conn->send('hello');
    $worker->onClose = fn () => print("over\n");
    $worker->start();
    PHP);
echo raw($server->address, 'hi', 5), "\n";
$server->wait_for_output('over');
raw($server->address, '');
$server->stop();
echo $server->stdout();
?>
--EXPECT--
hello
over
{"id":1,"remoteAddress":"127.0.0.1:PORT","localAddress":"","bytesRead":2,"bytesWritten":5,"pendingBytes":0,"context":"mine"}
bool(false)
NULL
Cannot pipe connection 1 into connection 2: one of them is closed
over
