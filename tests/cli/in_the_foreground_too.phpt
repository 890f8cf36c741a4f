--TEST--
A server in the foreground is stopped by its script as well; without a folder for the pid file it goes on, with a word
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/control.inc';

$code = <<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->pidFile = getenv('PID_FILE') === false ? null : getenv('PID_FILE');
    $worker->start();
    echo "after start()\n";
    PHP;
$script = new Script($code);
$process = proc_open(php_command($script->ini) . " $script->path", [['file', '/dev/null', 'r'], ['file', "$script->folder/out", 'w'], ['file', "$script->folder/err", 'w']], $pipes);
wait_for(fn () => str_contains(file_get_contents("$script->folder/err"), 'listening on'));
$script->status();
$script->call('stop');
wait_for(fn () => !proc_get_status($process)['running']);
echo file_get_contents("$script->folder/out");

$script->ini['crew.runtime_dir'] = '/nowhere/at/all';
[$status, $out, $err] = $script->run([]);
echo $status, ' ', preg_replace('/.*Exception: (.*?) in .*/s', '$1', preg_replace('/-[0-9a-f]{8}/', '-HASH', "$out$err")), "\n";
[$status, $out, $err] = $script->run(['-d'], ['PID_FILE' => '/nowhere/at/all.pid']);
echo $status, ' ', $script->tidy("$out$err");
[$status, $out, $err] = $script->run(['stop'], ['PID_FILE' => '']);
echo $status, ' ', $script->tidy("$out$err");
?>
--EXPECTF--
running
$ stop
server.php has stopped (pid N)
after start()
255 cannot write the pid file /nowhere/at/all/server-HASH.pid: No such file or directory
1 [%s] error: cannot write the pid file /nowhere/at/all.pid: No such file or directory
server.php was not started
0 server.php is not running
