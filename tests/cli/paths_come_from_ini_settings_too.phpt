--TEST--
crew.pid_file, crew.log_file and crew.stdout_file, which the properties of the same meaning overrule
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/control.inc';

$script = new Script(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->logFile = getenv('LOG') ?: null;
    $worker->onWorkerStart = function () { echo "printed\n"; };
    $worker->start();
    PHP);
$script->ini += ['crew.pid_file' => 'ini.pid', 'crew.log_file' => 'ini.log', 'crew.stdout_file' => 'ini.out'];
$script->call('start', '-d');
echo basename($script->file('*.pid')), "\n", $script->tidy(preg_replace('/:\d{5}\b/', ':PORT', file_get_contents("$script->folder/ini.log"))),
    file_get_contents("$script->folder/ini.out");
$script->call('stop');

[$status] = $script->run(['-d'], ['LOG' => 'own.log']);
echo "$status ", substr_count(file_get_contents("$script->folder/ini.log"), 'listening'), ' ', substr_count(file_get_contents("$script->folder/own.log"), 'listening'), "\n";
$script->call('stop');

[$status, $out, $err] = $script->run(['-d'], ['LOG' => 'nowhere/own.log']);
echo $status, ' ', $script->tidy(preg_replace('/.*Exception: (.*?) in .*/s', '$1', "$out$err")), "\n";
$script->call('status');
?>
--EXPECT--
$ start -d
ini.pid
[master] notice: listening on tcp://127.0.0.1:0 (127.0.0.1:PORT) with 1 worker
printed
$ stop
server.php has stopped (pid N)
0 1 1
$ stop
server.php has stopped (pid N)
255 cannot open nowhere/own.log for writing: No such file or directory
$ status
server.php is not running
exit status 3
