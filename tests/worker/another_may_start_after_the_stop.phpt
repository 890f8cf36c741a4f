--TEST--
After one worker has stopped the script may start another
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    foreach (['first', 'second'] as $word) {
        $worker = new Worker('tcp://127.0.0.1:0');
        $worker->workerNum = 1;
        $worker->onConnect = function ($conn) use ($word, $worker) {
            fwrite($conn, "$word\n");
            fclose($conn);
            $worker->stop();
        };
        $worker->start();
    }
    PHP);
echo raw($server->address, '');
wait_for(fn () => preg_match_all('/listening on .* \((.*)\)/', $server->stderr(), $match) === 2);
preg_match_all('/listening on .* \((.*)\)/', $server->stderr(), $match);
echo raw($match[1][1], '');
echo $server->wait(), "\n";
?>
--EXPECT--
first
second
0
