--TEST--
The whole life of a daemon, from the command line; exit statuses as the LSB has them
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

$script->call('status');
$script->call('start', '-d');
$first = $script->pid();
echo echo_over($script->address()), "\n";
$script->status();
$script->call('reload');
wait_for(fn () => str_contains(file_get_contents("$script->folder/log.txt"), 'reloaded: all 2 workers are new'));
$script->call('restart', '-d', '-q');
var_dump($script->pid() !== $first, is_alive($first));
echo echo_over($script->address()), "\n";
$script->call('stop');
var_dump($script->is_running());
$script->call('stop');
$script->call('reload');
$script->call('status');
?>
--EXPECT--
$ status
server.php is not running
exit status 3
$ start -d
hello
running
$ reload
server.php is reloading (pid N)
$ restart -d -q
bool(true)
bool(false)
hello
$ stop
server.php has stopped (pid N)
bool(false)
$ stop
server.php is not running
$ reload
server.php is not running
exit status 7
$ status
server.php is not running
exit status 3
