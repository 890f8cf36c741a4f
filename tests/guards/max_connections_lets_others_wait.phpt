--TEST--
maxConnections: who comes to a full worker waits in the queue and is served when another has ended; a stop still serves who waits
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxConnections = 2;
    $worker->onMessage = function ($conn, $message) { $conn->send("answer to $message"); };
    $worker->start();
    PHP);

/* Those of the clients that have an answer waiting. */
function answered(array $clients): string
{
    $none = [];
    stream_select($clients, $none, $none, 0, 50_000);
    return implode(' ', array_keys($clients)) ?: 'nobody';
}

$clients = [];
foreach (['a', 'b', 'c', 'd', 'e'] as $name) {
    $clients[$name] = $server->connect();
    fwrite($clients[$name], "$name\n");
}
echo fgets($clients['a']), fgets($clients['b']);
echo answered($clients), "\n";
fclose($clients['a']);
unset($clients['a']);
echo fgets($clients['c']);
echo answered($clients), "\n";
$server->signal(SIGTERM);
echo fgets($clients['d']), fgets($clients['e']);
$server->stop();
?>
--EXPECT--
answer to a
answer to b
nobody
answer to c
nobody
answer to d
answer to e
