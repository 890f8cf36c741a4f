--TEST--
Properties whose value cannot be used are named by start()
--EXTENSIONS--
crew
--FILE--
<?php
$values = [
    ['workerNum', 0], ['workerNum', -1], ['workerNum', 1025], ['workerNum', 'abc'], ['workerNum', 1.5], ['workerNum', INF], ['workerNum', []],
    ['stopTimeout', -1], ['stopTimeout', 1e9], ['stopTimeout', null], ['stopTimeout', 'soon'],
    ['maxSendBufferSize', 0], ['maxSendBufferSize', PHP_INT_MAX], ['maxSendBufferSize', '1 MB'],
    ['maxPackageSize', 0], ['maxPackageSize', NAN], ['maxPackageSize', false],
];
foreach ($values as [$name, $value]) {
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->$name = $value;
    try {
        $worker->start();
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
Crew\OptionException: workerNum must be between 1 and 1024, 0 given
Crew\OptionException: workerNum must be between 1 and 1024, -1 given
Crew\OptionException: workerNum must be between 1 and 1024, 1025 given
TypeError: Crew\Worker::$workerNum must be a number, string given
Crew\OptionException: workerNum must be a whole number: 1.5 given
Crew\OptionException: workerNum is out of range: INF given
TypeError: Crew\Worker::$workerNum must be a number, array given
Crew\OptionException: stopTimeout is out of range: -1 given
Crew\OptionException: stopTimeout is out of range: 1000000000 given
TypeError: Crew\Worker::$stopTimeout must be a number, null given
TypeError: Crew\Worker::$stopTimeout must be a number, string given
Crew\OptionException: maxSendBufferSize must be between 1 and 68719476736, 0 given
Crew\OptionException: maxSendBufferSize is out of range: 9223372036854775807 given
TypeError: Crew\Worker::$maxSendBufferSize must be a number, string given
Crew\OptionException: maxPackageSize must be between 1 and 1073741824, 0 given
Crew\OptionException: maxPackageSize is out of range: NAN given
TypeError: Crew\Worker::$maxPackageSize must be a number, bool given
