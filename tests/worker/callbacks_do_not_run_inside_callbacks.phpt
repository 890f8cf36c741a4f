--TEST--
What a callback does to other connections has its callbacks called afterwards
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxSendBufferSize = 65536;
    $depth = 0;
    foreach (['onMessage', 'onClose', 'onError', 'onBufferFull'] as $name) {
        $worker->$name = function ($conn) use (&$depth, $name, $worker) {
            $depth++;
            echo "$name at depth $depth\n";
            if ($name === 'onMessage') {
                foreach ($worker->allSocket as $other) {
                    if ($other !== $conn) {
                        fwrite($other, str_repeat('x', 10000000)); /* full */
                        @fwrite($other, 'refused');
                        Crew\Connection::of($other)->close();
                    }
                }
                fwrite($conn, "done\n");
            }
            $depth--;
        };
    }
    $worker->start();
    PHP);
$victim = $server->connect();
$actor = $server->connect();
fwrite($actor, "go\n");
echo fgets($actor);
$server->wait_for_output('onClose');
echo $server->stdout();
$server->stop();
?>
--EXPECT--
done
onMessage at depth 1
onClose at depth 1
