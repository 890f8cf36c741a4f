--TEST--
start -d with a taken port, a failing onWorkerStart, a bad option: the error on the terminal, an exit status, and nothing left
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/control.inc';

$taken = stream_socket_server('tcp://127.0.0.1:0');
$port = substr(strrchr(stream_socket_get_name($taken, false), ':'), 1);
$script = new Script(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:' . (int)getenv('PORT'));
    $worker->workerNum = (int)(getenv('WORKERS') ?: 2);
    $worker->logFile = 'log.txt';
    $worker->onWorkerStart = function ($worker) {
        match (getenv('BAD')) {
            'exception' => throw new Exception('no database'),
            'exit' => exit(7),
            'exit 0' => exit,
            'fatal' => no_such_function(...),
            default => null,
        };
    };
    $worker->start();
    echo "after start()\n";
    PHP);
foreach ([['PORT' => $port], ['BAD' => 'exception'], ['BAD' => 'exit'], ['BAD' => 'exit 0'], ['WORKERS' => '5000']] as $environment) {
    [$status, $out, $err] = $script->run(['start', '-d'], $environment);
    echo implode(' ', $environment) === $port ? 'PORT' : implode(' ', $environment), ": $status\n";
    foreach (preg_grep('/\[(?:crew|master)\]|OptionException|not started/', explode("\n", $script->tidy("$out$err"))) as $line) {
        echo '  ', str_replace([$port, (string)getmypid()], ['PORT', 'N'], preg_replace('/worker \d/', 'worker N', $line)), "\n";
    }
    var_dump($script->is_running(), $script->file('*.pid'));
}
echo preg_match_all('/not started: before it was ready/', file_get_contents("$script->folder/log.txt")), " in the log\n";
?>
--EXPECTF--
PORT: 1
  [%s] error: 127.0.0.1:PORT is in use by pid N (%s)
  server.php was not started
bool(false)
string(0) ""
exception: 1
  [master] error: not started: before it was ready, worker N (pid N) exited with status 255: onWorkerStart threw an exception
  server.php was not started
bool(false)
string(0) ""
exit: 1
  [master] error: not started: before it was ready, worker N (pid N) exited with status 7: onWorkerStart called exit()
  server.php was not started
bool(false)
string(0) ""
exit 0: 1
  [master] error: not started: before it was ready, worker N (pid N) exited with status 0: onWorkerStart called exit()
  server.php was not started
bool(false)
string(0) ""
5000: 255
  %sOptionException%s
%Abool(false)
string(0) ""
3 in the log
