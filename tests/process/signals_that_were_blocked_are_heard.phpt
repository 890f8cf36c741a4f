--TEST--
A server that was started with its signals blocked hears them all the same, and gives them back blocked
--EXTENSIONS--
crew
pcntl
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    pcntl_sigprocmask(SIG_BLOCK, [SIGCHLD, SIGTERM, SIGUSR1, SIGUSR2]); /* as a careless parent may have left them */
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    pcntl_sigprocmask(SIG_BLOCK, [], $blocked);
    echo implode(' ', array_keys(array_intersect(['CHLD' => SIGCHLD, 'TERM' => SIGTERM, 'USR1' => SIGUSR1], $blocked))), " blocked\n";
    PHP);
ask($server, 'hello');
send_signal($server->workers(2)[0], SIGKILL);
$server->wait_for_log('replacing it');
echo ask($server, 'hello'), "\n";
$server->workers(2);
$server->signal(SIGUSR1);
$server->wait_for_log('all 2 workers are new');
echo preg_replace('/worker \d/', 'worker X', $server->stop());
echo $server->stdout();
?>
--EXPECT--
hello
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] warning: worker X (pid N) was killed by signal 9 (Killed); replacing it
[master] notice: reloading: replacing 2 workers one by one
[master] notice: reloaded: all 2 workers are new
[master] notice: stopping
[master] notice: stopped
CHLD TERM USR1 blocked
