--TEST--
Unknown verbs and options, and options of other verbs: a usage line and exit status 2, before anything is done
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

foreach ([['foo'], ['--foo'], ['start', 'again'], ['-x', 'start'], ['reload', '-d'], ['status', '-g'], ['start', '--json'], ['']] as $words) {
    [$status, $out, $err] = $script->run($words);
    echo "$status $out", strtok($err, "\n"), "\n";
}
echo strtok("\n"), "\n";
var_dump($script->file('log.txt'));
?>
--EXPECTF--
2 there is no verb "foo"
2 there is no option --foo
2 "again" is one word too many
2 there is no option -x
2 reload takes no -d
2 status takes no -g
2 start takes no --json
2 there is no verb ""
usage: php %sserver.php [start|stop|restart|reload|status|connections] [options]; --help tells more
string(0) ""
