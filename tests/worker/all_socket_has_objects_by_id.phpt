--TEST--
On a protocol with messages allSocket has the objects, by id
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $line) use ($worker) {
        foreach ($worker->allSocket as $key => $each) {
            $conn->send(json_encode([get_class($each), $key === $each->id, $each === $conn]));
        }
    };
    $worker->start();
    PHP);
$first = $server->connect();
$second = $server->connect();
fwrite($second, "list\n");
echo fgets($second), fgets($second);
fclose($first);
wait_for(function () use ($second) {
    fwrite($second, "list\n");
    $one = fgets($second);
    return str_contains($one, 'true,true') || !fgets($second);
});
echo "one left\n";
$server->stop();
?>
--EXPECT--
["Crew\\Connection",true,false]
["Crew\\Connection",true,true]
one left
