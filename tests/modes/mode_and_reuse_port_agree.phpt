--TEST--
mode and its short form reusePort agree, whichever is assigned, declared or given in the context; anything else is a TypeError
--EXTENSIONS--
crew
--FILE--
<?php
use Crew\Mode;

$show = function (string $what, Crew\Worker $worker) {
    echo str_pad($what, 36), $worker->mode->name, ' ', var_export($worker->reusePort, true), "\n";
};
$worker = new Crew\Worker('tcp://127.0.0.1:0');
foreach ([false, true, 0, 1] as $value) {
    $worker->reusePort = $value;
    $show('reusePort = ' . var_export($value, true), $worker);
}
foreach (Mode::cases() as $mode) {
    $worker->mode = $mode;
    $show("mode = $mode->name", $worker);
}
$worker->reusePort = false;
$show('reusePort = false', $worker);
$worker->mode = Mode::from('dispatch');
foreach (['dispatch', null, 2, new stdClass] as $wrong) {
    try {
        $worker->mode = $wrong;
    } catch (TypeError $e) {
        echo $e->getMessage(), "\n";
    }
}
$reference = &$worker->mode;
$reference = 5;
unset($reference);
$show('after all that', $worker);
try {
    unset($worker->mode);
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
foreach ([true, false] as $value) {
    $show('so_reuseport ' . var_export($value, true), new Crew\Worker('tcp://127.0.0.1:0', ['socket' => ['so_reuseport' => $value]]));
}

class Own extends Crew\Worker
{
    public $reusePort = false;
}
class Handed extends Crew\Worker
{
    public $mode = Mode::Dispatch;
}
class Broken extends Crew\Worker
{
    public $mode = 'shared';
}
$show('declared reusePort', new Own('tcp://127.0.0.1:0'));
$show('declared mode', new Handed('tcp://127.0.0.1:0'));
try {
    (new Broken('tcp://127.0.0.1:0'))->start();
} catch (TypeError $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
reusePort = false                   Shared false
reusePort = true                    ReusePort true
reusePort = 0                       Shared 0
reusePort = 1                       ReusePort 1
mode = ReusePort                    ReusePort true
mode = Shared                       Shared false
mode = Dispatch                     Dispatch false
reusePort = false                   Shared false
Crew\Worker::$mode must be a case of Crew\Mode, string given
Crew\Worker::$mode must be a case of Crew\Mode, null given
Crew\Worker::$mode must be a case of Crew\Mode, int given
Crew\Worker::$mode must be a case of Crew\Mode, stdClass given
after all that                      Dispatch false
Cannot unset property Crew\Worker::$mode
so_reuseport true                   ReusePort true
so_reuseport false                  Shared false
declared reusePort                  Shared false
declared mode                       Dispatch false
Broken::$mode must be a case of Crew\Mode, string given
