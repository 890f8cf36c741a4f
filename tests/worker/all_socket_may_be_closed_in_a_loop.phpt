--TEST--
A loop over allSocket may close what it visits
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = fn ($conn) => fwrite($conn, "welcome\n");
    $worker->onMessage = function ($conn, $message) use ($worker) {
        foreach ($worker->allSocket as $socket) {
            if ($socket !== $conn) {
                fclose($socket);
            }
        }
        fwrite($conn, "alone\n");
    };
    $worker->onClose = fn () => print("closed\n");
    $worker->start();
    PHP);
$clients = [];
for ($i = 0; $i < 4; $i++) {
    $clients[] = $server->connect();
    fgets($clients[$i]);
}
fwrite($clients[2], "out\n");
echo fgets($clients[2]);
foreach ([0, 1, 3] as $i) {
    var_dump(read_all($clients[$i]));
}
fwrite($clients[2], "again\n");
echo fgets($clients[2]);
echo $server->stdout();
$server->stop();
?>
--EXPECT--
alone
string(0) ""
string(0) ""
string(0) ""
alone
closed
closed
closed
