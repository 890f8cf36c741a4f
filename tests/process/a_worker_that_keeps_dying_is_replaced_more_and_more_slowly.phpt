--TEST--
A worker that keeps dying is replaced more and more slowly; once one has served for a while, the next is there at once again
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

/* Has a worker killed and its next three replacements die at their start. */
function let_some_die(): Server
{
    $server = crew_start(<<<'PHP'
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->workerNum = 1;
        $worker->onWorkerStart = function () {
            $left = (int)@file_get_contents(__DIR__ . '/deaths');
            if ($left > 0) {
                file_put_contents(__DIR__ . '/deaths', $left - 1);
                exit(1);
            }
        };
        $worker->onMessage = function ($conn, $message) { $conn->send($message); };
        $worker->start();
        PHP);
    ask($server, 'served before');
    file_put_contents("$server->folder/deaths", '3');
    send_signal($server->workers(1)[0], SIGKILL);
    ask($server, 'it has waited in the queue');
    return $server;
}

/* On a busy machine a worker may take so long to start that it does not die young. */
for ($tries = 0; $tries < 5; $tries++) {
    $server = let_some_die();
    preg_match_all('/onWorkerStart called exit\(\); replacing it in (\d+) ms/', $server->stderr(), $found);
    $delays = array_map('intval', $found[1]);
    if (count($delays) === 3 && $delays[0] > 50 && $delays[1] > $delays[0] && $delays[2] > 2 * $delays[0]) {
        echo "after longer and longer times\n";
        break;
    }
    echo $tries === 4 ? 'after ' . implode(', ', $delays) . " ms\n" : '';
}

$served = microtime(true);
wait_for(fn () => microtime(true) - $served > 1.1);
send_signal($server->workers(1)[0], SIGKILL);
echo ask($server, 'served after that'), "\n";
echo preg_replace('/ in \d+ ms$/m', ' in N ms', $server->stop());
?>
--EXPECT--
after longer and longer times
served after that
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] warning: worker 0 (pid N) was killed by signal 9 (Killed); replacing it
[master] warning: worker 0 (pid N) exited with status 1: onWorkerStart called exit(); replacing it in N ms
[master] warning: worker 0 (pid N) exited with status 1: onWorkerStart called exit(); replacing it in N ms
[master] warning: worker 0 (pid N) exited with status 1: onWorkerStart called exit(); replacing it in N ms
[master] warning: worker 0 (pid N) was killed by signal 9 (Killed); replacing it
[master] notice: stopping
[master] notice: stopped
