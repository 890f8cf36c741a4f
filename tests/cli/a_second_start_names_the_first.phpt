--TEST--
A second start of the same script says which process runs it; scripts side by side do not see each other
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

$twin = new Script(file_get_contents($script->path, offset: 6), $script->ini, name: 'server.php');
$script->call('start', '-d');
$pid = $script->pid();
[$status, $out, $err] = $script->run(['start']);
echo str_replace("pid $pid", 'pid of the first', "$status $out$err");
[$status, $out, $err] = $script->run(['-d']);
echo str_replace("pid $pid", 'pid of the first', "$status $out$err");
$script->ini['crew.control'] = '0'; // where nobody has looked before: the lock itself tells
[$status, $out, $err] = $script->run([]);
echo $status, str_replace(["pid $pid", "$script->folder/"], ['pid of the first', ''], preg_replace('/.*Exception: (.*?) in .*/s', ' $1', "$out$err")), "\n";
unset($script->ini['crew.control']);

$twin->call('status');
$twin->call('start', '-d');
$twin->call('stop');
echo echo_over($script->address()), "\n";
$script->call('stop');
?>
--EXPECTF--
$ start -d
1 server.php runs already, as pid of the first
1 server.php runs already, as pid of the first
255 it runs already: pid of the first holds server-%s.pid
$ status
server.php is not running
exit status 3
$ start -d
$ stop
server.php has stopped (pid N)
hello
$ stop
server.php has stopped (pid N)
