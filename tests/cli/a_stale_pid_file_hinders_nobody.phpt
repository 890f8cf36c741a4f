--TEST--
The pid file of a killed master is told by status and hinders no start, even if its number is that of a living process
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/control.inc';

$script = new Script(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->logFile = 'log.txt';
    $worker->onMessage = function ($conn, $message) { fwrite($conn, $message); };
    $worker->start();
    PHP);

$script->call('start', '-d');
$file = $script->file('*.pid');
$pid = $script->pid();
send_signal($pid, SIGKILL);
wait_for(fn () => !$script->is_running());
var_dump((int)file_get_contents($file) === $pid);
$script->call('status');
$script->call('stop');
file_put_contents($file, getmypid() . "\n");
$script->call('status');
$script->call('start', '-d');
var_dump($script->pid() !== getmypid());
printf("%o\n", fileperms($file) & 0777);
$script->call('stop');
var_dump(file_exists($file));
?>
--EXPECT--
$ start -d
bool(true)
$ status
server.php is not running; it died and left server-HASH.pid
exit status 1
$ stop
server.php is not running
$ status
server.php is not running; it died and left server-HASH.pid
exit status 1
$ start -d
bool(true)
644
$ stop
server.php has stopped (pid N)
bool(false)
