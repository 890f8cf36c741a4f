--TEST--
A worker that is stuck does not hold the list of connections up: it is told apart, and is there again when it goes on
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/status.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        if ($message === 'wait') {
            while (!file_exists(__DIR__ . '/go')) {
                usleep(1000);
            }
        }
        $conn->send($message);
    };
    $worker->start();
    PHP);
$client = $server->connect();
ask($server, 'hello', $client);
fwrite($client, "wait\n");
wait_for(fn () => status($server)['workers'][0]['busy'] > 0.05);
for ($i = 0; $i < 2; $i++) { /* twice: what it answers late to the first must not disturb the second */
    $answer = connections($server);
    unset($answer['unanswered'][0]['pid'], $answer['unanswered'][0]['busy']);
    echo json_encode([$answer['connections'], $answer['unanswered']]), "\n";
}
touch("$server->folder/go");
echo fgets($client);
echo count(wait_for(fn () => connections($server)['connections'])), " connection\n";
echo json_encode(connections($server)['unanswered']), "\n";
$server->stop();
?>
--EXPECT--
[[],[{"worker":0,"state":"busy","connections":1}]]
[[],[{"worker":0,"state":"busy","connections":1}]]
wait
1 connection
[]
