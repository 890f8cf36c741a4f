--TEST--
An Error, a failed assertion or an uncaught TypeError ends the connection and not the worker
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        match (trim($message)) {
            'function' => no_such_function(),
            'type' => strlen([]),
            'zero' => 1 % 0,
            'match' => match ($message) {},
            'parse' => eval('this is no code'),
        };
    };
    $worker->start();
    PHP);
foreach (['function', 'type', 'zero', 'match', 'parse'] as $word) {
    echo raw($server->address, "$word\n");
}
preg_match_all('/uncaught .*/', $server->stop(), $lines);
echo implode("\n", $lines[0]), "\n";
?>
--EXPECT--
uncaught Error: Call to undefined function no_such_function() in server.php:5
uncaught TypeError: strlen(): Argument #1 ($string) must be of type string, array given in server.php:6
uncaught DivisionByZeroError: Modulo by zero in server.php:7
uncaught UnhandledMatchError: Unhandled match case 'match\n' in server.php:8
uncaught ParseError: syntax error, unexpected identifier "is" in server.php(9) : eval()'d code:1
