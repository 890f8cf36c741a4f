--TEST--
stop -g comes back when the last connection has ended
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
$stop = proc_open('read go; ' . php_command($script->ini) . " $script->path stop -g", [['pipe', 'r']], $pipes); // made before the client, which it would keep open
$client = connect($script->address());
fwrite($client, "hello\n");
echo fgets($client);
fwrite($pipes[0], "go\n");
wait_for(fn () => str_contains(file_get_contents("$script->folder/log.txt"), 'stopping when all connections have ended'));
usleep(50000);
var_dump(proc_get_status($stop)['running']);
fclose($client);
echo wait_for(fn () => !($now = proc_get_status($stop))['running'] ? "exit status $now[exitcode]\n" : false);
$script->call('status');
?>
--EXPECTF--
$ start -d
hello
bool(true)
server.php has stopped (pid %d)
exit status 0
$ status
server.php is not running
exit status 3
