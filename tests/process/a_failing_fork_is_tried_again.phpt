--TEST--
When fork() fails, the server goes on with the workers it has and tries again until it has all of them
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_strace.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = new Server(<<<'PHP'
    while (!is_file(__DIR__ . '/go')) {
        usleep(1000);
    }
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 3;
    $worker->reusePort = false;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
$forks = 'clone,clone3,fork,vfork:error=EAGAIN:when=';

echo "the second and the third fork of the start fail\n";
$strace = new Strace($server->pid, $forks . '2..3');
touch("$server->folder/go");
$server->wait_until_it_listens();
$server->wait_for_log('going on with 1 of 3 workers');
echo ask($server, 'served by the first'), "\n";
echo count($server->workers(3)), " workers\n";
$strace->end();

echo "the first three forks after a death fail\n";
$strace = new Strace($server->pid, $forks . '1..3');
send_signal($server->workers(3)[0], SIGKILL);
wait_for(fn () => substr_count($server->log(), 'going on with 2 of 3 workers') >= 3);
echo ask($server, 'served by the others'), "\n";
echo count($server->workers(3)), " workers\n";
$strace->end();

echo "a reload whose first fork fails\n";
$old = $server->workers(3);
$strace = new Strace($server->pid, $forks . '1');
$server->signal(SIGUSR1);
$server->wait_for_log('reload stopped');
echo $server->workers(3) === $old ? "the old workers stay\n" : "the workers are others\n";
$strace->end();
echo preg_replace('/ in \d+ ms$/m', ' in N ms', $server->stop());
?>
--EXPECT--
the second and the third fork of the start fail
served by the first
3 workers
the first three forks after a death fail
served by the others
3 workers
a reload whose first fork fails
the old workers stay
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 3 workers
[master] error: cannot fork worker 1: Resource temporarily unavailable
[master] warning: going on with 1 of 3 workers, next try in N ms
[master] error: cannot fork worker 2: Resource temporarily unavailable
[master] warning: going on with 1 of 3 workers, next try in N ms
[master] warning: worker 0 (pid N) was killed by signal 9 (Killed); replacing it
[master] error: cannot fork worker 0: Resource temporarily unavailable
[master] warning: going on with 2 of 3 workers, next try in N ms
[master] error: cannot fork worker 0: Resource temporarily unavailable
[master] warning: going on with 2 of 3 workers, next try in N ms
[master] error: cannot fork worker 0: Resource temporarily unavailable
[master] warning: going on with 2 of 3 workers, next try in N ms
[master] notice: reloading: replacing 3 workers one by one
[master] error: cannot fork worker 0: Resource temporarily unavailable
[master] error: reload stopped at worker 0, the remaining old workers stay
[master] notice: stopping
[master] notice: stopped
