--TEST--
Whatever signals come while a worker runs its shutdown functions: they run to their end, unless stopTimeout is over
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

foreach ([10, 0.5] as $timeout) {
    $server = crew_start(<<<PHP
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = 1;
        \$worker->stopTimeout = $timeout;
        \$worker->onWorkerStart = function () {
            register_shutdown_function(function () {
                touch(__DIR__ . '/begun');
                for (\$until = microtime(true) + ($timeout < 1 ? 60 : 0.4); microtime(true) < \$until; usleep(1000));
                echo "done\\n";
            });
        };
        \$worker->onMessage = function (\$conn, \$message) { \$conn->send(\$message); };
        \$worker->start();
        PHP);
    ask($server, 'hello');
    [$worker] = $server->workers(1);
    $server->signal(SIGTERM);
    wait_for(fn () => glob("$server->folder/begun") !== []);
    foreach ([SIGTERM, SIGINT, SIGQUIT, SIGUSR1, SIGHUP, 13 /* PIPE */] as $signal) {
        send_signal($worker, $signal);
    }
    echo $server->wait(), "\n", $server->stdout(), $server->log();
}
?>
--EXPECT--
0
done
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped
0
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] warning: worker 0 (pid N) did not stop in time, killing it
[master] notice: stopped
