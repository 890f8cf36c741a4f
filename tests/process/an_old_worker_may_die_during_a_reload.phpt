--TEST--
An old worker that dies or leaves while its replacement starts: the reload goes on, the replacement is the only one
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

function reload_while_the_old_worker_goes(int $signal): void
{
    $server = crew_start(<<<'PHP'
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->workerNum = 3;
        $worker->onWorkerStart = function ($worker) {
            echo getmypid() . " $worker->id\n";
            while (is_file(__DIR__ . '/wait')) {
                clearstatcache();
                usleep(1000);
            }
        };
        $worker->onMessage = function ($conn, $message) { $conn->send($message); };
        $worker->start();
        PHP);
    $starts = fn () => preg_match_all('/^(\d+) (\d)$/m', $server->stdout(), $found, PREG_SET_ORDER) ? $found : [];
    wait_for(fn () => count($starts()) === 3);
    $old = array_column($starts(), 1, 2);

    touch("$server->folder/wait");
    $server->signal(SIGUSR1);
    wait_for(fn () => count($starts()) === 4);
    send_signal((int)$old[0], $signal);
    $server->wait_for_log('while its successor was starting');
    unlink("$server->folder/wait");
    $server->wait_for_log('reloaded');
    $new = wait_for(fn () => array_intersect($server->workers(), $old) === [] ? $server->workers(3) : []);
    echo count($new), ' workers, numbers ', implode(' ', array_column(array_slice($starts(), 3), 2)), "\n";
    echo ask($server, 'hello'), "\n";
    echo $server->stop();
}

foreach ([SIGKILL, SIGTERM] as $signal) {
    reload_while_the_old_worker_goes($signal);
}
?>
--EXPECT--
3 workers, numbers 0 1 2
hello
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 3 workers
[master] notice: reloading: replacing 3 workers one by one
[master] warning: worker 0 (pid N) was killed by signal 9 (Killed) while its successor was starting
[master] notice: reloaded: all 3 workers are new
[master] notice: stopping
[master] notice: stopped
3 workers, numbers 0 1 2
hello
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 3 workers
[master] notice: reloading: replacing 3 workers one by one
[master] notice: worker 0 (pid N) was asked to stop while its successor was starting
[master] notice: reloaded: all 3 workers are new
[master] notice: stopping
[master] notice: stopped
