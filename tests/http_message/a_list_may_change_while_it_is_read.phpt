--TEST--
A list of values that changes, or goes, while one of them becomes text is read as it was
--EXTENSIONS--
crew
--FILE--
<?php
use Crew\Http\Response;

class Value
{
    public function __construct(private Closure $run) {}

    public function __toString(): string
    {
        ($this->run)();
        return 'first';
    }
}

foreach (['goes', 'grows'] as $what) {
    $list = [new Value(function () use (&$list, &$more, $what) {
        if ($what === 'goes') {
            $list = null;
        } else {
            array_push($list, ...range(0, 999));
        }
        $more = array_fill(0, 100, 'what was not there');
    }), 'second'];
    echo "$what: ", json_encode((new Response(200, ['X' => &$list]))->getHeaders()), "\n";
}
?>
--EXPECT--
goes: {"X":["first","second"]}
grows: {"X":["first","second"]}
