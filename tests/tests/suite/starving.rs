//! What costs much leaves room for what costs little, and what nobody waits for is not computed.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};
use tests::{Backend, Site, on_both};

on_both![repeated_values_count_once, cheap_readings_pass_by_expensive_ones_and_what_nobody_waits_for_is_not_computed];

fn repeated_values_count_once(backend: Backend) {
    let site = Site::shared(backend);
    let repeated = |value: &str| vec![value; 100].join(",");
    for (path, name, value) in [
        ("/innovations", "facets", "year"),
        ("/innovations", "sector", "health"),
        ("/posts", "tag", "antrean"),
        ("/hubs", "facets", "status"),
    ] {
        let once = site.get(&format!("{path}?{name}={value}&count=true")).ok();
        assert_eq!(site.get(&format!("{path}?{name}={}&count=true", repeated(value))).ok(), once, "{path} {name}");
        let by_parameter = format!("{name}={value}&{name}={value}");
        assert_eq!(site.get(&format!("{path}?{by_parameter}&count=true")).ok(), once, "{path} {name}");
    }
}

const ALL: &str = "/innovations?limit=1&count=true&facets=sector,category,year,phase,sustainability,sdg,source,institution_id,hub_id";

fn time(request: impl FnOnce()) -> Duration {
    let began = Instant::now();
    request();
    began.elapsed()
}

/// The slow end of some readings: the third slowest of 40.
fn slow_end(site: &Site) -> Duration {
    let mut times: Vec<Duration> = (0..10)
        .flat_map(|_| {
            ["/hubs/kemenkeu", "/innovations?limit=20", "/posts?limit=5"].map(|path| time(|| drop(site.get(path).ok()))).into_iter().chain(
                [time(|| {
                    sleep(Duration::from_millis(5));
                    site.page("/readyz").send().status(200);
                })],
            )
        })
        .collect();
    times.sort();
    times[times.len() - 3]
}

fn cheap_readings_pass_by_expensive_ones_and_what_nobody_waits_for_is_not_computed(backend: Backend) {
    let site = Site::own(backend);
    site.jipp(&["seed", "--scale", "6000"]).success();
    let idle = slow_end(&site);
    let lone = (0..3).map(|_| time(|| drop(site.get(ALL).ok()))).min().unwrap();
    let over = AtomicBool::new(false);
    let busy = thread::scope(|scope| {
        for n in 0..24 {
            let (site, over) = (&site, &over);
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let answer = site.get(if n % 2 == 0 { ALL } else { "/stats/overview" }).send();
                    if answer.status != 200 {
                        answer.problem(503, "overloaded");
                        assert!(answer.has("retry-after").parse::<u64>().unwrap() > 0);
                    }
                }
            });
        }
        sleep(Duration::from_millis(500));
        let busy = slow_end(&site);
        over.store(true, Ordering::Relaxed);
        busy
    });
    // Had they waited in one queue, each would have waited for a dozen of the expensive ones.
    assert!(busy < idle * 5 + lone * 2 + Duration::from_millis(30), "idle {idle:?}, busy {busy:?}, an expensive one {lone:?}");

    // Sixty clients ask and leave.
    for _ in 0..60 {
        let mut stream = site.connect();
        stream.write_all(format!("GET /api/v1{ALL} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()).unwrap();
    }
    let after = time(|| drop(site.get(ALL).send()));
    assert!(after < lone * 12 + Duration::from_millis(200), "alone {lone:?}, behind those who left {after:?}");
}
