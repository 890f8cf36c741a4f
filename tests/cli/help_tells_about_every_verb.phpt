--TEST--
--help
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

[$status, $out, $err] = $script->run(['--help']);
echo $status, $err, strstr($out, "\n");
var_dump(max(array_map('strlen', array_slice(explode("\n", $out), 1))) <= 100, $script->run(['stop', '-h'])[1] === $out);
?>
--EXPECT--
0

  start [-d]                   serve; this is what no verb at all does
  stop [-g]                    stop the server and wait until it is gone
  restart [-d] [-g]            stop it, then start
  reload                       replace every worker, each after its successor is ready
  status [--json] [--watch]    show the server and its workers
  connections [--json]         list every connection

  -d, --daemon                 as a daemon; comes back when the workers are ready
  -g, --graceful               let connections end by themselves first
  --json                       for programs to read
  --watch                      again and again, in place
  -q, --quiet                  say nothing but what went wrong
  -h, --help                   this text
  --                           what follows belongs to the script

Signals, to the process that the pid file names:

  SIGINT    2  stop     stop; a second time: at once (Ctrl-C reaches all, the master acts)
  SIGTERM  15  stop     stop; a second time: at once
  SIGQUIT   3  quit     stop when all connections have ended by themselves
  SIGHUP    1  reopen   from a terminal: it is gone, stop; else: reopen the log, reload
  SIGUSR1  10  reload   rolling reload: a replacement is ready before a worker ends
  SIGUSR2  12  upgrade  a new master with new code takes over the listening sockets
  SIGTTIN  21  more     one worker more
  SIGTTOU  22  fewer    one worker fewer, but at least one

Exit status: 0 done, 1 failed, 2 not understood, 4 not allowed, 7 not running; of status: 0 running,
1 it died and left its pid file, 3 not running, 4 not known.
bool(true)
bool(true)
