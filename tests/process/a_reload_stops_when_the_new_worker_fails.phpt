--TEST--
A new worker that dies before it is ready stops the reload; the old workers stay, and a later reload works
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onWorkerStart = function () {
        if (is_file(__DIR__ . '/broken')) {
            throw new RuntimeException('broken');
        }
        echo "started\n";
    };
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
wait_for(fn () => substr_count($server->stdout(), "started\n") === 2);
$old = $server->workers(2);

touch("$server->folder/broken");
$server->signal(SIGUSR1);
$server->wait_for_log('reload stopped');
unlink("$server->folder/broken");
echo $server->workers(2) === $old ? "the old workers stay\n" : "the workers are others\n";
echo ask($server, 'hello'), "\n";

$server->signal(SIGUSR1);
$server->wait_for_log('all 2 workers are new');
echo ask($server, 'hello again'), "\n";
echo preg_replace('/^Stack trace:\n(#.*\n)+/m', '', $server->stop());
?>
--EXPECT--
the old workers stay
hello
hello again
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: reloading: replacing 2 workers one by one
[worker 0] error: onWorkerStart: uncaught RuntimeException: broken in server.php:5
[master] error: reload stopped: the new worker 0 (pid N) exited with status 255: onWorkerStart threw an exception before it was ready; the old workers stay
[master] notice: reloading: replacing 2 workers one by one
[master] notice: reloaded: all 2 workers are new
[master] notice: stopping
[master] notice: stopped
