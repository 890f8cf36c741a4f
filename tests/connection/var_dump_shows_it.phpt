--TEST--
var_dump, json_encode and (array) show a connection's properties
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function (Crew\Connection $conn, $message) {
        $conn->context = 'mine';
        var_dump($conn);
        echo implode(' ', array_keys((array)$conn)), "\n";
        echo implode(' ', array_keys(json_decode(json_encode($conn), true))), "\n";
        $conn->close();
    };
    $worker->start();
    PHP);
raw($server->address, "go\n");
$server->stop();
echo $server->stdout();
?>
--EXPECTF--
object(Crew\Connection)#%d (7) {
  ["id"]=>
  int(1)
  ["remoteAddress"]=>
  string(%d) "127.0.0.1:%d"
  ["localAddress"]=>
  string(%d) "127.0.0.1:%d"
  ["bytesRead"]=>
  int(3)
  ["bytesWritten"]=>
  int(0)
  ["pendingBytes"]=>
  int(0)
  ["context"]=>
  string(4) "mine"
}
id remoteAddress localAddress bytesRead bytesWritten pendingBytes context
id remoteAddress localAddress bytesRead bytesWritten pendingBytes context
